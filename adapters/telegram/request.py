"""The Bot API over aiohttp: the library's own HTTP client costs several times the CPU, and aiohttp is here anyway."""

import json

import aiohttp
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

_TIMEOUT = 10.0
"""Seconds that Telegram has for an answer; long polling adds its own wait."""
_CONNECT_TIMEOUT = 5.0
_FILE_TIMEOUT = 60.0
"""Seconds that a file has for its way, on top."""
_CHUNK = 64 * 1024


class FloodControl(TelegramError):
    """Telegram asks for a pause. Stands in for RetryAfter, which cannot be raised without a deprecation warning."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"Too Many Requests: retry after {retry_after:g}")
        self.retry_after = retry_after
        """Seconds."""


class AioHttpRequest(BaseRequest):
    """Sends the library's requests through one aiohttp session, shared by polling and everything else."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return the seconds that Telegram has for an answer where a call names none."""
        return _TIMEOUT

    async def initialize(self) -> None:
        """Open the session; once is enough."""
        if self._session is None:
            self._session = aiohttp.ClientSession()

    async def shutdown(self) -> None:
        """Close the session; once is enough."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the library's signature
        connect_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Return status and body. Raises NetworkError, TimedOut, FloodControl; none of them tells the token."""
        if self._session is None:
            raise NetworkError("The connection to Telegram is closed.")
        seconds = read_timeout if isinstance(read_timeout, int | float) else _TIMEOUT
        if request_data is not None and request_data.multipart_data:
            seconds += _FILE_TIMEOUT
        timeout = aiohttp.ClientTimeout(total=seconds + _CONNECT_TIMEOUT, sock_connect=_CONNECT_TIMEOUT)
        try:
            async with self._session.request(method, url, data=_form(request_data), timeout=timeout) as response:
                status, body = response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from error
        if status == 429:
            raise FloodControl(_retry_after(body))
        return status, body

    async def download(self, url: str, most: int) -> bytes:
        """Return the first `most` bytes of a file, from that address only. Raises TelegramError."""
        if self._session is None:
            raise NetworkError("The connection to Telegram is closed.")
        timeout = aiohttp.ClientTimeout(total=_FILE_TIMEOUT, sock_connect=_CONNECT_TIMEOUT)
        try:
            async with self._session.get(url, timeout=timeout, allow_redirects=False) as response:
                if response.status >= 500:
                    raise NetworkError(f"error {response.status}")
                if response.status != 200:
                    raise BadRequest(f"error {response.status}")
                return await _first(response.content, most)
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from error


async def _first(content: aiohttp.StreamReader, most: int) -> bytes:
    read = bytearray()
    while len(read) < most and (chunk := await content.read(min(_CHUNK, most - len(read)))):
        read += chunk
    return bytes(read)


def _form(request_data: RequestData | None) -> aiohttp.FormData | None:
    if request_data is None:
        return None
    form = aiohttp.FormData(request_data.json_parameters)
    for name, (filename, content, media_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form


def _retry_after(body: bytes) -> float:
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 1.0
