"""Fetches addresses as a guest should: asks leave, waits its turn, says who it is, takes little."""

import random
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from warmonitor import __version__
from warmonitor.reading import Document
from warmonitor.watching.addresses import Resolve, is_allowed, resolve
from warmonitor.watching.errors import NotFetchedError
from warmonitor.watching.politeness import AGENT, Politeness
from warmonitor.watching.transport import CheckedTransport, port_of

_PIECE = 65_536
_TOO_MANY, _TIMEOUT, _SERVER = 429, 408, 500


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How fetching behaves; times in seconds, sizes in bytes.

    `allowed` are hosts, or hosts with ports, that may lie inside one's own network.
    """

    gap: float = 1.0
    timeout: float = 20.0
    whole: float = 60.0
    size: int = 20_000_000
    redirects: int = 5
    tries: int = 3
    backoff: float = 2.0
    longest_wait: float = 60.0
    allowed: Collection[str] = ()


@dataclass(frozen=True, kw_only=True)
class Validators:
    """What an address said of its state, to ask whether it has changed."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What an address answered, unpacked; `url` is that after redirects, `skew` its clock's lead in s."""

    url: str
    asked: str
    raw: bytes
    status: int
    reason: str
    headers: Mapping[str, str]
    validators: Validators
    retrieved_at: datetime
    skew: float | None = None

    @property
    def document(self) -> Document:
        """What the reading room takes."""
        message = Message()
        message["Content-Type"] = self.headers.get("content-type", "")
        return Document(url=self.url, raw=self.raw, encoding=message.get_content_charset())


@dataclass
class Fetcher:
    """Fetches addresses, one at a time; `keep` is given every answer, for an archive.

    `clock` tells the time of day, `sleep` waits, `jitter` gives 0 to 1.
    """

    manners: Manners = field(default_factory=Manners)
    keep: Callable[[Answer], None] = lambda _: None
    resolve: Resolve = resolve
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random

    def __post_init__(self) -> None:
        self._client = httpx.Client(
            transport=CheckedTransport(self.manners.allowed, self.resolve),
            headers={"User-Agent": f"{AGENT}/{__version__} (+https://warmonitor.readthedocs.io)"},
            timeout=self.manners.timeout,
            follow_redirects=False,
            trust_env=False,
        )
        self._politeness = Politeness(self.manners.gap, self._robots, sleep=self.sleep)

    def close(self) -> None:
        """Closes what is open."""
        self._client.close()

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def is_allowed(self, url: str) -> bool:
        """Whether an address is one that may lie inside one's own network."""
        try:
            parsed = httpx.URL(url)
        except httpx.InvalidURL:
            return False
        return is_allowed(parsed.host, port_of(parsed), self.manners.allowed)

    def fetch(self, url: str, validators: Validators | None = None) -> Answer | None:
        """What an address answers; None when it is as the validators say.

        Failures that may pass are tried again, after a while that doubles, or that the server names.

        Raises:
            NotFetchedError: when it cannot be had, with the reason and the mend.
        """
        headers = validators.headers if validators else {}
        for attempt in range(self.manners.tries):
            try:
                answer = self._follow(url, headers, polite=True)
            except NotFetchedError as error:
                wait = self._wait(error, attempt)
                if wait is None:
                    raise
                self.sleep(wait)
            else:
                if answer is not None:
                    self.keep(answer)
                return answer
        raise AssertionError("the last try raises")

    def _wait(self, error: NotFetchedError, attempt: int) -> float | None:
        """How long to wait before another try; None when there is none."""
        if not error.passing or attempt == self.manners.tries - 1:
            return None
        doubled: float = self.manners.backoff * 2**attempt * (1 + self.jitter())
        wait = doubled if error.after is None else error.after
        return wait if wait <= self.manners.longest_wait else None

    def _robots(self, url: str) -> str:
        """The text of a robots.txt. One that is not there allows all; one that fails forbids all for now."""
        try:
            answer = self._follow(url, {}, polite=False)
        except NotFetchedError as error:
            if error.passing:
                raise
            return ""
        return answer.raw.decode("utf-8", "replace") if answer else ""

    def _follow(self, url: str, headers: Mapping[str, str], *, polite: bool) -> Answer | None:
        asked = url
        deadline = time.monotonic() + self.manners.whole
        for _ in range(self.manners.redirects + 1):
            _check_scheme(url)
            if polite:
                self._politeness.enter(url)
            found = self._ask(url, asked, headers, deadline)
            if not isinstance(found, str):
                return found
            url = found
        raise NotFetchedError(f"it redirects more than {self.manners.redirects} times", "check the address")

    def _ask(self, url: str, asked: str, headers: Mapping[str, str], deadline: float) -> Answer | str | None:
        """One request: the answer, None where nothing changed, or the address that it redirects to."""
        try:
            with self._client.stream("GET", url, headers=dict(headers)) as response:
                if response.next_request is not None:
                    return str(response.next_request.url)
                if response.status_code == httpx.codes.NOT_MODIFIED:
                    return None
                _check_status(response, self.clock())
                return self._answer(response, asked, self._read(response, deadline))
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError) as error:
            raise NotFetchedError(f"its address is none: {error}", "check the address") from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            said = str(error) or type(error).__name__
            raise NotFetchedError(
                f"the connection failed: {said}", "try again later", passing=True
            ) from error

    def _read(self, response: httpx.Response, deadline: float) -> bytes:
        pieces = []
        size = 0
        for piece in response.iter_bytes(_PIECE):
            size += len(piece)
            if size > self.manners.size:
                raise NotFetchedError(
                    f"it is longer than {self.manners.size / 1e6:g} MB", "fetch it by hand and give the file"
                )
            if time.monotonic() > deadline:
                raise NotFetchedError(
                    f"it took longer than {self.manners.whole:g} s", "try again later", passing=True
                )
            pieces.append(piece)
        return b"".join(pieces)

    def _answer(self, response: httpx.Response, asked: str, raw: bytes) -> Answer:
        now = self.clock()
        server = _date(response.headers.get("date"))
        return Answer(
            url=str(response.url),
            asked=asked,
            raw=raw,
            status=response.status_code,
            reason=response.reason_phrase,
            headers=dict(response.headers),
            validators=Validators(
                etag=response.headers.get("etag"), last_modified=response.headers.get("last-modified")
            ),
            retrieved_at=now,
            skew=(server - now).total_seconds() if server else None,
        )


def _check_scheme(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise NotFetchedError(f"its address {url[:80]!r} is not one of the web", "write it from https:// on")


def _check_status(response: httpx.Response, now: datetime) -> None:
    status = response.status_code
    if status < 400:
        return
    passing = status in {_TIMEOUT, _TOO_MANY} or status >= _SERVER
    after = _after(response.headers.get("retry-after"), now) if passing else None
    mend = "try again later" if passing else "check the address"
    raise NotFetchedError(
        f"it answers {status} {response.reason_phrase}".strip(), mend, passing=passing, after=after
    )


def _after(words: str | None, now: datetime) -> float | None:
    """The seconds that Retry-After names."""
    if words and words.strip().isdigit():
        return float(words)
    moment = _date(words)
    return max(0.0, (moment - now).total_seconds()) if moment else None


def _date(words: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(words) if words else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
