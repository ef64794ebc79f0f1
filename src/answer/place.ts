/** Which paragraph of the corpus words stand in. */
interface Place {
  readonly articleId: string;
  readonly paragraph: number;
}

/** Whether words of two places stand in one paragraph. */
export function areOfParagraph(one: Place, other: Place): boolean {
  return one.articleId === other.articleId && one.paragraph === other.paragraph;
}
