"""Tokens as they were meant: slips put right, Arabizi by its sound, joined words apart and parted articles joined."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from nlu.arabic.data import table
from nlu.arabic.lexer import LONGEST_WORD, Token
from nlu.arabic.normaliser import Folded
from nlu.arabic.particles import bare, readings
from nlu.arabic.script import ARABIZI, scripts_of
from nlu.arabic.slips import meant, parts
from nlu.arabic.sounds import Sounds

_JOINED: dict[str, str] = table("latin_letters")["joined"]
_MOST_REMEMBERED = 16384


class Mender:
    """Knows the words of a lexicon's phrases: only towards them is anything mended."""

    def __init__(self, words: Set[str], pairs: Set[tuple[str, str]]) -> None:
        """`pairs`: the first two words of each phrase that has as many."""
        self._words, self._pairs = words, pairs
        self._sounds = Sounds(words)
        self._slips: dict[str, tuple[str, int]] = {}
        self._heard: dict[str, str] = {}

    def mend(self, folded: Folded, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with other keys, or with one in place of two and two in place of one."""
        latin = any(token.text.isascii() and token.kind in {"latin", "word"} for token in tokens)
        heard = self._from_latin(tokens) if latin else tokens
        return [token for typed in heard for token in self._apart(folded, typed)]

    def _from_latin(self, tokens: Sequence[Token]) -> list[Token]:
        scripts = scripts_of(tokens)
        found: list[Token] = []
        for place, token in enumerate(tokens):
            if token.kind == "latin" and scripts[place] == ARABIZI and token.text not in self._words:
                token = replace(token, key=self._by_sound(token.text))
                token = token if token.key.isascii() else replace(token, kind="word")
            if found and token.text.isascii() and self._is_article(found[-1], token):
                found[-1] = self._with_article(found[-1], token)
            else:
                found.append(token)
        return found

    def _is_article(self, before: Token, token: Token) -> bool:
        """Whether an article stands apart before a word, and not as the beginning of a phrase that is listed so."""
        apart = before.text in _JOINED and token.start - before.end == 1
        return apart and (before.key, token.key) not in self._pairs and self._knows(token.key)

    def _with_article(self, before: Token, token: Token) -> Token:
        """One word of both; in Latin letters the word alone, or with its article if it is listed with it."""
        if not token.key.isascii():
            return Token("word", token.text, _JOINED[before.text] + bare(token.key), before.start, token.end, before.at)
        joined = before.text + token.key
        return replace(token, key=joined if joined in self._words else token.key)

    def _by_sound(self, word: str) -> str:
        if len(word) > LONGEST_WORD:
            return word
        if word not in self._heard:
            if len(self._heard) >= _MOST_REMEMBERED:
                self._heard.clear()
            found = self._sounds.meant(word)
            self._heard[word] = found if found and self._knows(found) else word
        return self._heard[word]

    def _apart(self, folded: Folded, token: Token) -> Iterator[Token]:
        """A word with its slip put right, two where it is two."""
        if token.kind != "word" or token.key is not token.text or len(token.text) > LONGEST_WORD:
            yield token
            return
        word, cut = self._slip(token.text)
        if not cut:
            yield token if word == token.text else replace(token, key=word)
            return
        middle = token.at + cut
        yield replace(token, text=word[:cut], key=word[:cut], end=folded.ends[middle - 1])
        yield replace(token, text=word[cut:], key=word[cut:], start=folded.starts[middle], at=middle)

    def _slip(self, word: str) -> tuple[str, int]:
        """The word that was meant, and where it falls into two."""
        if word not in self._slips:
            if len(self._slips) >= _MOST_REMEMBERED:
                self._slips.clear()
            better = meant(word, self._knows)
            self._slips[word] = (better, parts(word, self._knows) if better == word else 0)
        return self._slips[word]

    def _knows(self, word: str) -> bool:
        return any(rest in self._words or bare(rest) in self._words for _, rest in readings(word))
