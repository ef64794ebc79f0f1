import { MostanadError } from '../../errors.js';
import { createChatModel } from '../../models/chat/chat-model.js';
import type { ChatConfig } from '../../models/chat/config.js';
import type { ClaimContext } from '../claims/verify-claims.js';
import type { Reports } from '../copies.js';
import type { Exchange } from './exchange.js';
import { type Brief, rewritingPromptOf } from './prompt.js';
import { readRewritten } from './rewritten.js';
import { type RewritingOptions, type WritingOptions, writeAnswer } from './write.js';
import type { Written } from './written.js';

/** A chat model at the service of answers. */
export interface Writer {
  /**
   * A question as it would be asked without the conversation before it.
   *
   * @returns null where the model fails, or replies with something else
   * @throws the signal's reason
   */
  rewrite(
    question: string,
    conversation: readonly Exchange[],
    options: RewritingOptions,
  ): Promise<string | null>;
  /**
   * Writes an answer of sentences that their quotes bear out.
   *
   * @returns null where nothing stands, or the model fails
   * @throws the signal's reason
   */
  write(
    context: ClaimContext,
    brief: Brief,
    reports: Reports,
    options: WritingOptions,
  ): Promise<Written | null>;
}

/**
 * Opens the writer. Nothing is asked of the model before the first question.
 *
 * @param onFailure - told why the model failed, for the operator; whoever asked gets the extractive answer
 */
export function openWriter(config: ChatConfig, onFailure: (error: MostanadError) => void): Writer {
  const chatModel = createChatModel(config);

  async function unlessItFails<Result>(work: () => Promise<Result>): Promise<Result | null> {
    try {
      return await work();
    } catch (error) {
      // Whatever it is, an answer in the articles' words is there already.
      if (!(error instanceof MostanadError)) throw error;
      onFailure(error);
      return null;
    }
  }

  return {
    rewrite: (question, conversation, options) =>
      unlessItFails(async () => {
        const prompt = rewritingPromptOf(question, conversation);
        return readRewritten(await chatModel.write(prompt, options));
      }),
    write: (context, brief, reports, options) =>
      unlessItFails(() => writeAnswer({ ...context, chatModel }, brief, reports, options)),
  };
}
