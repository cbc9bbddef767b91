"""What all platform adapters share: protocols, live replies, tokens, splitting, pacing."""
