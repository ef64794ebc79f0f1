import { MostanadError } from '../../errors.js';
import { createChatModel } from '../../models/chat/chat-model.js';
import type { ChatConfig } from '../../models/chat/config.js';
import type { ClaimContext } from '../claims/verify-claims.js';
import type { Reports } from '../copies.js';
import type { Brief } from './prompt.js';
import { type WritingOptions, writeAnswer } from './write.js';
import type { Written } from './written.js';

/** A chat model at the service of answers. */
export interface Writer {
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
  return {
    async write(context, brief, reports, options) {
      try {
        return await writeAnswer({ ...context, chatModel }, brief, reports, options);
      } catch (error) {
        if (!(error instanceof MostanadError) || error.kind !== 'chat') throw error;
        onFailure(error);
        return null;
      }
    },
  };
}
