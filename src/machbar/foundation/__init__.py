"""What every module stands on and what is always there: town, people, rights, audit, post, media, surfaces, face."""
