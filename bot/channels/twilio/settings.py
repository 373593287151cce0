"""Twilio's part of the environment."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from actions.contacts.models import Channel
from actions.settings import read_settings

# Named in full it means the same as nothing: each part of the API has a host of its own there.
TWILIO_ITSELF = "https://api.twilio.com"
SANDBOX = "+14155238886"
"""Twilio's sandbox for WhatsApp, which is everybody's for trying."""
# https://www.twilio.com/docs/whatsapp/sandbox and https://www.twilio.com/docs/api/errors/63018
_SANDBOX_RATE, _SENDER_RATE = 1 / 3, 80.0


class TwilioSettings(BaseSettings):
    """Field names are the variables' names in lower case, with TWILIO_ in front."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True, env_prefix="TWILIO_")

    account_sid: str = ""
    auth_token: SecretStr | None = None
    """Signs the webhooks, and opens the API where no API key is set."""
    api_key_sid: str = ""
    api_key_secret: SecretStr | None = None
    shared_key_sid: str = ""
    """The key named in `X-Twilio-Webhooks-Signature-Settings`, where webhooks are signed with a shared key."""
    shared_key_secret: SecretStr | None = None
    api_url: str = ""
    """Another address that speaks Twilio's API (a simulation, a recording proxy); absent: Twilio's own."""
    whatsapp_sender: str = Field(default="", pattern=r"^(\+[0-9]{8,15})?$")
    sms_sender: str = Field(default="", pattern=r"^(\+[0-9]{8,15}|[0-9]{3,6}|[A-Za-z0-9 _&+-]{1,11})?$")
    """A number, a short code, or a registered name, to which nobody can answer."""
    messaging_service_sid: str = ""
    """Sends SMS in place of TWILIO_SMS_SENDER and chooses the number."""
    sms_two_way: bool = False
    """Whether the SMS sender can receive. Saudi senders cannot."""
    whatsapp_rate: float | None = Field(default=None, gt=0)
    sms_rate: float = Field(default=1.0, gt=0)
    """Messages a second that the sender may send; of WhatsApp absent: what Twilio allows a sender, or the sandbox."""
    content_file: Path | None = None
    """The contents of the account by name; absent: DATA_DIR/twilio/contents.yaml."""
    prices_file: Path | None = None
    """What a message costs; absent: no estimate of costs."""

    @field_validator("whatsapp_sender", mode="before")
    @classmethod
    def _as_a_number(cls, told: object) -> object:
        """The console shows `whatsapp:+1 415 …`: that is what people copy."""
        return told.replace(" ", "").removeprefix("whatsapp:") if isinstance(told, str) else told

    def can_send(self, channel: Channel) -> bool:
        """Whether there is an account and a sender for this channel."""
        sender = self.whatsapp_sender if channel is Channel.WHATSAPP else self.sms_sender or self.messaging_service_sid
        return bool(self.account_sid and self.credentials and sender)

    @property
    def is_real(self) -> bool:
        """Whether it is Twilio itself that is asked, and real phones that ring."""
        return self.api_url.rstrip("/") in ("", TWILIO_ITSELF)

    def whatsapp_a_second(self, sender: str) -> float:
        """Messages a second from this WhatsApp sender."""
        return self.whatsapp_rate or (_SANDBOX_RATE if sender == SANDBOX else _SENDER_RATE)

    @property
    def credentials(self) -> tuple[str, str] | None:
        """User and password of the API: the API key where there is one, else account and token."""
        if self.api_key_sid and self.api_key_secret:
            return self.api_key_sid, self.api_key_secret.get_secret_value()
        if self.account_sid and self.auth_token:
            return self.account_sid, self.auth_token.get_secret_value()
        return None


@lru_cache(maxsize=1)
def twilio_settings() -> TwilioSettings:
    """Twilio's settings of this process; SettingsError says in one sentence what is wrong."""
    return read_settings(TwilioSettings)
