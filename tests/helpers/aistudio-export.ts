import type { ChatTurn } from './chat-model.ts'

/** A prompt as AI Studio keeps it in Drive: one chunk for each message, its text once more in parts. */
export function aistudioPrompt(turns: readonly ChatTurn[]) {
  return {
    runSettings: { temperature: 1, model: 'models/gemini-2.5-pro', safetySettings: [] },
    systemInstruction: {},
    chunkedPrompt: {
      chunks: turns.map(({ role, versions: [said] }) => ({
        text: said?.text ?? '',
        role: role === 'user' ? 'user' : 'model',
        tokenCount: 2,
        createTime: new Date(said?.time ?? 0).toISOString(),
        ...(role === 'user' ? {} : { finishReason: 'STOP', parts: [{ text: said?.text ?? '' }] }),
      })),
      pendingInputs: [{ text: '', role: 'user' }],
    },
  }
}
