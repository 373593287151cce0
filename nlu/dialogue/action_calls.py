"""Two repairs of how Rasa 3.6.21 calls the action server, installed once by the channel.

1. Rasa checks every answer of the action server against a schema that `jsonschema.validate` checks, compiles and
   throws away each time: four fifths of the time of a turn. One compiled validator does the same check.
2. Rasa swallows an action that failed and goes on with an empty answer. A turn whose action failed must fail as a
   whole, so that nothing of it is stored and the same message can be tried again.
"""

from __future__ import annotations

from typing import Any, Dict, List

from jsonschema import validators
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

_FAULT = 500


class ActionFailed(BaseException):
    """An action could not be run. Not an `Exception`: Rasa's processor would swallow it and lose the turn."""

    def __init__(self, action: str, cause: Exception) -> None:
        super().__init__(f"{action}: {type(cause).__name__}")
        self.action = action
        # The action server answered that the action itself failed: trying again hardly helps. Else it was away.
        self.is_fault = getattr(cause, "status", None) == _FAULT


def _compiled_validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    validator_class = validators.validator_for(schema)
    validator_class.check_schema(schema)
    return validator_class(schema)


def install() -> None:
    """Replaces the check and the call. Calling it twice changes nothing."""
    if getattr(RemoteAction, "_mueen_installed", False):
        return
    validator = _compiled_validator()
    original_run = RemoteAction.run

    def validate_once(self: RemoteAction, result: Dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    async def run_or_fail(
        self: RemoteAction,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> List[Event]:
        try:
            return await original_run(self, output_channel, nlg, tracker, domain)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            raise ActionFailed(self.name(), error) from error

    RemoteAction._validate_action_result = validate_once  # type: ignore[method-assign]
    RemoteAction.run = run_or_fail  # type: ignore[method-assign]
    RemoteAction._mueen_installed = True  # type: ignore[attr-defined]
