"""Voice notes into words with Whisper (CTranslate2), from a folder of weights on this machine."""

from __future__ import annotations

import asyncio
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.media.store import folder


class SpeechUnavailable(Exception):
    """There are no weights or no library here; the person is asked to write."""


async def recognise(path: str) -> str:
    """What is said in the recording, as it was heard; empty when nothing was. `path` is below DATA_DIR/media."""
    return await asyncio.to_thread(_transcribe, folder() / path)


def _transcribe(path: Path) -> str:
    segments, _ = _model().transcribe(str(path), language="ar", vad_filter=True)
    return " ".join(segment.text.strip() for segment in segments).strip()


@lru_cache(maxsize=1)
def _model() -> Any:
    weights = os.environ.get("WHISPER_MODEL_DIR")
    if not weights:
        raise SpeechUnavailable("WHISPER_MODEL_DIR names no folder of weights")
    try:
        from faster_whisper import WhisperModel
    except ImportError as error:
        raise SpeechUnavailable("faster-whisper is not installed") from error
    return WhisperModel(weights, device="cpu", compute_type="int8")
