"""What can be said: claim types, measures, groups, kinds of voices, number words, crosswalks."""
