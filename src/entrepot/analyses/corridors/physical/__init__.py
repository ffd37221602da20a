"""Railways and roads from raw networks: repaired, told by country and gauge, measured between terminals."""
