"""Adapters between the core and the world: platforms, storage, models, HTTP."""
