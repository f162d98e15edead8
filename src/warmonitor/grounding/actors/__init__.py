"""Decides which actor or voice the words of a claim mean, or abstains.

`actor_context` gathers once what a report tells; `ground_mention` decides one mention against it.
"""

from warmonitor.grounding.actors.context import ActorContext, actor_context
from warmonitor.grounding.actors.decision import GroundedActor
from warmonitor.grounding.actors.mention import ground_mention

__all__ = ["ActorContext", "GroundedActor", "actor_context", "ground_mention"]
