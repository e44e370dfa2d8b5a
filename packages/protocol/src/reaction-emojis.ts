/** What one may react with. A closed list, so that every device can draw each of them; it may grow. */
export const reactionEmojis = ["👍", "❤️", "😂", "😮", "😢", "🙏"] as const;
