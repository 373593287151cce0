"""Semantic messages become text, choices and media here, once, at the edge."""

from bot.render.catalogue import LANGUAGES, Catalogue, Language, catalogue
from bot.render.choices import RenderedChoice
from bot.render.errors import MissingData, MissingText, RenderError, UnknownAct
from bot.render.rendering import MediaWish, Rendered, render
from bot.render.ui import ui_strings

__all__ = [
    "LANGUAGES",
    "Catalogue",
    "Language",
    "MediaWish",
    "MissingData",
    "MissingText",
    "RenderError",
    "Rendered",
    "RenderedChoice",
    "UnknownAct",
    "catalogue",
    "render",
    "ui_strings",
]
