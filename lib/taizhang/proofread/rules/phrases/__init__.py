"""Relations that a fixed turn of phrase states: 自然增长率, 合计拉动, 三次产业结构, 上半年, 缩小到."""
