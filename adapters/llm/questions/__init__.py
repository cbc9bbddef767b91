"""Questions to a database, in English and German, turned into SQL by rules over its schema."""

from adapters.llm.questions.inquiring import about_data, inquire

__all__ = ["about_data", "inquire"]
