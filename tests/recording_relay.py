"""`python -m tests.recording_relay PORT TAKEN LOG SLOWNESS SEED`: a relay that remembers every letter.

It writes a line into TAKEN for each letter that it has taken, before it says so, and into LOG what
Postfix would write ("-": nothing). SLOWNESS is how many seconds it takes over a letter at the most.
A letter whose end it has read is taken, even where nobody waits for the answer any more.
"""

import asyncio
import contextlib
import datetime
import os
import random
import re
import sys
from pathlib import Path

_MARK = re.compile(rb"^Message-ID: <([0-9a-f]+)@", re.MULTILINE | re.IGNORECASE)
_RECIPIENT = re.compile(rb"RCPT TO:<([^>]*)>", re.IGNORECASE)
_ANSWERS = {
    b"EHLO": b"250-relay\r\n250-PIPELINING\r\n250 SIZE 10000000\r\n",
    b"DATA": b"354 Go on\r\n",
}


class RecordingRelay:
    def __init__(self, taken: Path, log: Path | None, slowness: float, seed: str) -> None:
        self._taken = os.open(taken, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND) if log else None
        self._slowness = slowness
        self._random = random.Random(seed)
        self._number = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._note("smtpd", "connect from localhost[127.0.0.1]")
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await self._talk(reader, writer)
        self._note("smtpd", "disconnect from localhost[127.0.0.1]")
        with contextlib.suppress(OSError):
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 relay\r\n")
        recipient = b""
        while line := await reader.readline():
            verb = line[:4].upper()
            if found := _RECIPIENT.match(line):
                recipient = found[1]
            writer.write(_ANSWERS.get(verb, b"250 Ok\r\n"))
            if verb == b"DATA":
                await writer.drain()
                writer.write(await self._letter(reader, recipient))
            if verb == b"QUIT":
                break
            if not reader._buffer:  # type: ignore[attr-defined]  # commands came in one packet
                await writer.drain()

    async def _letter(self, reader: asyncio.StreamReader, recipient: bytes) -> bytes:
        headers = await reader.readuntil(b"\r\n\r\n")
        found = _MARK.search(headers)
        mark = found[1].decode() if found else "without-id"
        self._number += 1
        queue_id = f"{self._number:08X}"
        self._note("cleanup", f"{queue_id}: message-id=<{mark}@relay.example>")
        try:
            await reader.readuntil(b"\r\n.\r\n")
        except asyncio.IncompleteReadError:
            self._note("smtpd", "lost connection after DATA from localhost[127.0.0.1]")
            raise
        await self._dawdle()
        os.write(self._taken, f"{mark} {recipient.decode()}\n".encode())
        self._note("qmgr", f"{queue_id}: from=<bounces@relay.example>, size=1 (queue active)")
        await self._dawdle()
        return f"250 2.0.0 Ok: queued as {queue_id}\r\n".encode()

    async def _dawdle(self) -> None:
        await asyncio.sleep(self._random.uniform(0, self._slowness / 2))

    def _note(self, part: str, what: str) -> None:
        if self._log is not None:
            now = datetime.datetime.now(datetime.UTC).isoformat()
            os.write(self._log, f"{now} relay postfix/{part}[1]: {what}\n".encode())


async def main(port: str, taken: str, log: str, slowness: str, seed: str) -> None:
    relay = RecordingRelay(Path(taken), None if log == "-" else Path(log), float(slowness), seed)
    server = await asyncio.start_server(relay.serve, "127.0.0.1", int(port), limit=10_000_000)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
