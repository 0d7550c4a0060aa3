"""Where a person is: communes, départements, régions, and what is known of their rurality."""
