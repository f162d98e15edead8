"""Ways an alert goes: standard output, an Atom file, a signed webhook, a letter."""

import base64
import hashlib
import hmac
import os
import smtplib
import ssl
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

import httpx
import msgspec
from lxml import etree

from warmonitor.watching.alerts import Alert
from warmonitor.watching.rules import Atom, Channel, Mail, Stdout, Webhook

_TIMEOUT = 20.0
_ATOM = "http://www.w3.org/2005/Atom"


class DeliveryError(Exception):
    """A message that did not arrive, and why."""


def send(
    channel: Channel,
    alerts: Sequence[Alert],
    now: datetime,
    recent: Callable[[], Sequence[Alert]],
    environment: Mapping[str, str] = os.environ,
) -> None:
    """Sends alerts by one channel as one message; `recent` gives the last alerts, for a feed of them.

    Raises:
        DeliveryError: when they did not arrive.
    """
    try:
        match channel:
            case Stdout():
                print("\n".join(map(as_text, alerts)), flush=True)
            case Atom():
                _write(channel, recent(), now)
            case Webhook():
                _post(channel, alerts, now, _secret(channel.secret, environment))
            case Mail():
                _mail(channel, alerts, environment)
    except (OSError, httpx.HTTPError, httpx.InvalidURL, smtplib.SMTPException) as error:
        raise DeliveryError(
            f"{channel.name}: {error}" if str(error) else f"{channel.name}: {error!r}"
        ) from error


def as_text(alert: Alert) -> str:
    """An alert as lines of text."""
    return "\n".join([f"[{alert.rule}] {alert.title}", *(f"  {line}" for line in alert.lines)])


def _secret(name: str, environment: Mapping[str, str]) -> str:
    if not environment.get(name):
        raise DeliveryError(f"the environment variable {name} is not set")
    return environment[name]


def _post(channel: Webhook, alerts: Sequence[Alert], now: datetime, secret: str) -> None:
    """Posts JSON, signed as https://www.standardwebhooks.com says."""
    body = msgspec.json.encode({"type": "alerts", "timestamp": now, "data": alerts})
    identity = "msg_" + hashlib.sha256("\n".join(one.key for one in alerts).encode()).hexdigest()[:32]
    stamp = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "webhook-id": identity,
        "webhook-timestamp": stamp,
        "webhook-signature": signature(secret, identity, stamp, body),
    }
    answer = httpx.post(channel.url, content=body, headers=headers, timeout=_TIMEOUT)
    if answer.is_error or answer.has_redirect_location:
        raise DeliveryError(f"{channel.name}: it answers {answer.status_code}")


def signature(secret: str, identity: str, stamp: str, body: bytes) -> str:
    """The signature of a webhook: of its id, time and body, by HMAC-SHA256."""
    signed = f"{identity}.{stamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(_key(secret), signed, "sha256")).decode()


def _key(secret: str) -> bytes:
    """The key's bytes: behind "whsec_" they are in base64."""
    if secret.startswith("whsec_"):
        return base64.b64decode(secret.removeprefix("whsec_"))
    return secret.encode()


def _mail(channel: Mail, alerts: Sequence[Alert], environment: Mapping[str, str]) -> None:
    letter = EmailMessage()
    more = f" and {len(alerts) - 1} more" if len(alerts) > 1 else ""
    letter["Subject"] = " ".join(f"[warmonitor] {alerts[0].title}{more}".split())
    letter["From"] = channel.sender
    letter["To"] = ", ".join(channel.receivers)
    letter["Message-ID"] = make_msgid(domain="warmonitor.invalid")
    letter.set_content("\n\n".join(map(as_text, alerts)) + "\n")
    with smtplib.SMTP(channel.host, channel.port, timeout=_TIMEOUT) as server:
        if channel.starttls:
            server.starttls(context=ssl.create_default_context())
        if channel.user is not None:
            server.login(channel.user, _secret(channel.password, environment))
        server.send_message(letter)


def _write(channel: Atom, alerts: Sequence[Alert], now: datetime) -> None:
    """Writes the last alerts as an Atom feed (RFC 4287), whole or not at all."""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "id", f"urn:sha256:{hashlib.sha256(channel.title.encode()).hexdigest()}")
    _add(feed, "title", channel.title)
    _add(feed, "updated", (alerts[0].made_at if alerts else now).isoformat())
    _add(_add(feed, "author"), "name", "warmonitor")
    for alert in alerts:
        entry = _add(feed, "entry")
        _add(entry, "id", f"urn:sha256:{hashlib.sha256(alert.key.encode()).hexdigest()}")
        _add(entry, "title", alert.title)
        _add(entry, "updated", alert.made_at.isoformat())
        _add(entry, "category").set("term", alert.rule)
        _add(entry, "content", "\n".join(alert.lines))
    path = Path(channel.path)
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))
    partial.replace(path)


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    if text is not None:
        child.text = "".join(char if char.isprintable() or char in "\n\t" else " " for char in text)
    return child
