"""Railways and roads from raw networks: repaired, told by country and gauge, and measured between terminals."""
