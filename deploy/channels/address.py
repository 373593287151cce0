"""PUBLIC_URL as the providers must be able to reach it."""

from __future__ import annotations

from urllib.parse import urlsplit

from actions.settings import settings
from deploy.channels.findings import Finding, missing, ok, wrong

TELEGRAM_PORTS = (443, 80, 88, 8443)
_GET_ONE = "Set PUBLIC_URL to the https address of this server; for a trial a tunnel gives one:"


def address(path: str, *, ports: tuple[int, ...] = ()) -> Finding:
    """The webhook's address for a provider's console, or what is wrong with PUBLIC_URL. `ports`: those that the provider
    connects to, all of them where none is named."""
    public = settings().public_url
    if not public:
        return missing("PUBLIC_URL is not set, so the provider has no address to bring messages to", _how())
    split = urlsplit(public)
    if split.scheme != "https" or not split.hostname or split.query or split.fragment:
        return wrong(f"PUBLIC_URL {public} is no plain https address", _how())
    if ports and (split.port or 443) not in ports:
        listed = ", ".join(str(port) for port in ports)
        return wrong(f"PUBLIC_URL {public} has port {split.port}", f"The provider connects only to ports {listed}.")
    return ok(f"webhook: {public.rstrip('/')}{path}")


def _how() -> str:
    return f"{_GET_ONE} cloudflared tunnel --url http://127.0.0.1:{settings().port}"
