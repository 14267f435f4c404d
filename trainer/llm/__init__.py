"""The door to language models: OpenAI, Azure, or a server of one's own that speaks Chat Completions.

    llm = Llm(settings.llm)                     # costs nothing; the SDK is imported at the first request
    if llm.configured:
        llm.warm()                              # optional: pays that import in the background
    try:
        reply = llm.stream(messages, max_tokens=200, spent=Spent(call=…, today=…))
        for text in reply:                      # visible deltas; lazily started by the first next()
            ...
        reply.text, reply.usage                 # whole text, and what it cost
        answer = llm.ask(messages, Verdict, max_tokens=800)
        answer.value, answer.usage              # a validated Verdict
    except LlmFailed as failed:                 # the only exception; str(failed) is plain Japanese
        failed.fault, failed.usage, failed.partial
    llm.ping().words                            # "test the connection"

One `Llm` per process is enough and may be used from any thread. A `Reply` belongs to one thread; leaving
it early (`close()`, `with`, garbage collection) ends the request. Nothing given out by a reply that
later fails may count: `failed.partial` says that text had been shown already.

Importing this package imports neither `openai` nor its HTTP layer.
"""

from __future__ import annotations

from trainer.llm.circuit import Circuits
from trainer.llm.door import Answered, Llm, Reply
from trainer.llm.faults import Fault, LlmFailed
from trainer.llm.messages import Message
from trainer.llm.ping import Diagnosis
from trainer.llm.usage import Spent, Usage

__all__ = [
    "Answered",
    "Circuits",
    "Diagnosis",
    "Fault",
    "Llm",
    "LlmFailed",
    "Message",
    "Reply",
    "Spent",
    "Usage",
]
