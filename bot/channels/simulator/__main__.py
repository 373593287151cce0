"""The simulated providers as a process of their own: `python -m bot.channels.simulator PORT`.

For measurements, in which they must not take the web server's time, and for trying a production set-up without an account.
The senders are pointed here by TWILIO_API_URL (`…/twilio`) and TELEGRAM_API_URL (`…/telegram`), with TWILIO_ACCOUNT_SID,
TWILIO_AUTH_TOKEN and TELEGRAM_BOT_TOKEN the same on both sides. `GET /sent` tells how many messages were taken, by channel.
"""

from __future__ import annotations

import os
import sys
from collections import Counter

import uvicorn

from bot.channels.simulator.app import make_app
from bot.channels.simulator.world import Credentials, Outgoing, World


def main(port: int) -> None:
    taken: Counter[str] = Counter()

    async def count(message: Outgoing) -> None:
        taken[str(message.channel)] += 1

    names = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TELEGRAM_BOT_TOKEN")
    account, secret, bot = (os.environ[name] for name in names)
    app = make_app(World(Credentials(account, secret, bot), sink=count))

    @app.get("/sent")
    async def sent() -> dict[str, int]:
        return dict(taken)

    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
