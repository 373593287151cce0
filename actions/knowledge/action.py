"""General questions: the reviewed answer, the longer one, and the topics to choose from."""

from __future__ import annotations

from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, Choice, Request, SemanticMessage, intent_choice
from actions.dialogue.reply import Reply
from actions.knowledge.answers import AGAIN, MORE, SECTION, answer, longer, looked_up, nothing_more
from actions.knowledge.groups import groups

GROUP = "topic_group"


class Topic(SemanticAction):
    """A general question; a tapped or found section of it, or the longer answer where that is asked for."""

    action = "action_faq"

    async def respond(self, context: Context) -> Reply:
        turn, today = context.turn, context.now.date()
        choices = turn.form is None
        better = looked_up(context)
        if better is not None:
            return better
        match turn.value(MORE):
            case None:
                section = turn.value(SECTION) or turn.known_section
                return Reply([answer(turn.topic, section, today, choices=choices)])
            case value if value == AGAIN:
                return Reply([nothing_more(turn.topic, choices=choices)])
        return Reply([longer(turn.topic, today, choices=choices)])


class BrowseTopics(SemanticAction):
    """The groups of topics, then the topics of one, for who would rather tap than ask."""

    action = "action_browse_topics"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        group = context.turn.value(GROUP)
        topics = groups().get(str(group))
        if topics is None:
            of_group = [Choice(f"choice.topics.{name}", Request("browse_topics", ((GROUP, name),))) for name in groups()]
            return Reply([SemanticMessage("faq.topics", {"group": None, "topics": []}, (*of_group, MENU, PERSON))])
        choices = (*(intent_choice(f"faq/{topic}") for topic in topics), MENU)
        return Reply([SemanticMessage("faq.topics", {"group": group, "topics": list(topics)}, choices)])


ACTIONS = (Topic, BrowseTopics)
