/** A block of settings in autorest.md. */
export interface SettingsBlock {
  /** The tag that it is for; none where it is for all of them. */
  tag: string | undefined;
  settings: string;
  /** Where the text goes on behind it. */
  end: number;
}

/** The blocks of a configuration of AutoRest that are for a tag, or for all tags, in their order. */
export const settingsBlocks = (markdown: string): SettingsBlock[] =>
  [...markdown.matchAll(/^``` ?yaml \$\(tag\)(?: == '([^']+)')?\r?\n([\s\S]*?)^```(?:\r?\n|$)/gm)].map(
    ({ 0: block, 1: tag, 2: settings = "", index }) => ({ tag, settings, end: index + block.length }),
  );
