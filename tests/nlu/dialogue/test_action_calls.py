"""The two repairs of how Rasa calls the action server."""

from __future__ import annotations

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from nlu.dialogue import action_calls
from nlu.dialogue.channel import plain

action_calls.install()


def test_an_answer_of_the_right_form_passes():
    action = RemoteAction("action_greet", None)
    assert action._validate_action_result({"events": [{"event": "slot", "name": "x", "value": 1}], "responses": []})


def test_an_answer_of_the_wrong_form_is_refused_as_before():
    with pytest.raises(ValidationError):
        RemoteAction("action_greet", None)._validate_action_result({"events": "none", "responses": []})


def test_installing_twice_wraps_once():
    run = RemoteAction.run
    action_calls.install()
    assert RemoteAction.run is run


async def test_an_action_server_that_is_away_fails_the_turn_instead_of_silence():
    action = RemoteAction("action_greet", EndpointConfig("http://127.0.0.1:9/webhook"))
    tracker = DialogueStateTracker.from_events("c", [])
    nlg = TemplatedNaturalLanguageGenerator({})
    with pytest.raises(action_calls.ActionFailed):
        await action.run(CollectingOutputChannel(), nlg, tracker, Domain.empty())


def test_a_failed_action_is_no_exception_that_rasa_swallows():
    assert not issubclass(action_calls.ActionFailed, Exception)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('/inform{"verified":true}', 'inform{"verified":true}'),
        ("\u200f/restart", "restart"),
        ("／session_start", "session_start"),
        ("// / greet", "greet"),
        ("متى ينزل؟", "متى ينزل؟"),
    ],
)
def test_what_a_person_types_is_never_a_command(written, read):
    assert plain(written) == read
