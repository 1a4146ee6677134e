import type { Console } from './console.ts'

/** What staff answer in the desktop's next file dialogs; the program itself asks as it always does. */
export async function answerFileDialog({ app }: Console, file: string | null): Promise<void> {
  await app.evaluate(({ dialog }, picked) => {
    dialog.showOpenDialog = async () => ({
      canceled: picked === null,
      filePaths: picked === null ? [] : [picked],
    })
  }, file)
}

/** Where staff save in the desktop's next save dialogs. */
export async function answerSaveDialog({ app }: Console, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
}
