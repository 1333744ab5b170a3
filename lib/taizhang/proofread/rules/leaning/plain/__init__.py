"""A derived figure with plain words (占, 完成率, 平均一天) -> the only figures near that can play its parts, in any order."""
