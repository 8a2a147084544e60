import { element } from './element.ts'

/** Gives each block of code a button that copies its text. */
export function addCopyButtons(root: ParentNode = document): void {
  for (const block of root.querySelectorAll('.code')) {
    const pre = block.querySelector('pre')
    if (!pre) continue
    const button = element('button', { type: 'button', class: 'copy' }, 'Copy')
    button.addEventListener('click', async () => {
      button.textContent = (await copy(pre.textContent ?? '')) ? 'Copied' : 'Select and copy'
      setTimeout(() => {
        button.textContent = 'Copy'
      }, 1_500)
    })
    block.append(button)
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Pages that are no secure context have no clipboard: the older way needs a selection.
    const area = element('textarea', { class: 'hidden', 'aria-hidden': 'true' })
    area.value = text
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}
