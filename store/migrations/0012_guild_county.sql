-- Work is suspended by county, and the guild's is the one that counts (R40).
ALTER TABLE guilds ADD COLUMN county text;
