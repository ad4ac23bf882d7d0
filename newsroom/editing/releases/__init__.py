"""What becomes of a release: publishing, embargo, withdrawal, review, and the log of it all."""
