"""The pages of the history: what was written, compared, restored and recovered."""
