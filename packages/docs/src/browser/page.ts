// The script of every page: theme, search, tabs, copying, and addresses. Without it the page is whole.

import { addCopyButtons } from './copy-buttons.ts'
import { followAddress } from './follow-address.ts'
import { keepChoices } from './keep-choices.ts'
import { markPlace } from './mark-place.ts'
import { addSearch } from './search-dialog.ts'
import { addThemeButton } from './theme-button.ts'

const tools = document.querySelector('.tools')
if (tools) {
  addSearch(tools)
  addThemeButton(tools)
}
addCopyButtons()
keepChoices()
followAddress()
markPlace()

// Paper has no way to open what is closed.
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '')
})
