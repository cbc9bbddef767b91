"""The nodes, one class a file: input, pa, thinker and output are shared; sensor, memorizer, ui are a session's."""
