// @ts-check

/**
 * What a person does in VS Code, as functions over a Playwright page: open a file, point at a word, read what appears.
 * Used by the tests (through the bridge), by the screenshots and by anybody who checks something by eye.
 *
 * Each takes the page first and an options object, waits for what it promises, and throws when it does not come. All
 * knowledge of the workbench's DOM is in this file.
 */

/**
 * @typedef {import('./browser.mjs').Page} Page
 * @typedef {'error' | 'warning' | 'info' | 'hint'} Severity
 */

const patience = 15_000;

const activeGroup = ".editor-group-container.active";

/**
 * Waits until the workbench can be worked with: commands are registered and the explorer shows the folder.
 *
 * @param {Page} page
 */
export async function waitForWorkbench(page) {
  await page.waitForSelector(".monaco-workbench .explorer-folders-view .monaco-list-row", {
    timeout: 60_000,
  });
}

/**
 * Opens a file by Quick Open, as with Ctrl+P.
 *
 * @param {Page} page
 * @param {{ file: string }} options `file`: its path in the workspace, or enough of it to come first
 */
export async function openFile(page, { file }) {
  const name = file.slice(file.lastIndexOf("/") + 1);
  const opened = page.locator(`${activeGroup} .tab.active`, { hasText: name }).first();
  await retry(3, async () => {
    await openQuickInput(page, "Control+P");
    await page.keyboard.type(file);
    await focusedRow(page, name).waitFor({ timeout: patience });
    await page.keyboard.press("Enter");
    await opened.waitFor({ timeout: 5_000 });
  });
  await page.waitForSelector(`${activeGroup} .monaco-editor .view-line`, { timeout: patience });
}

/**
 * Runs a command from the palette.
 *
 * @param {Page} page
 * @param {{ title: string }} options `title`: as the palette shows it, category included: `Kubehint: Scan Workspace`
 */
export async function runCommand(page, { title }) {
  await openQuickInput(page, "F1");
  await page.keyboard.type(title);
  await focusedRow(page, title).waitFor({ timeout: patience });
  await page.keyboard.press("Enter");
}

/**
 * Chooses an entry of the list that a command has opened.
 *
 * @param {Page} page
 * @param {{ text: string }} options
 */
export async function choose(page, { text }) {
  await page
    .locator(".quick-input-list .monaco-list-row", { hasText: text })
    .first()
    .click({ timeout: patience });
}

/**
 * The row that Enter takes. The list still holds the rows of the text before for a moment, hence its text.
 *
 * @param {Page} page
 * @param {string} text
 */
function focusedRow(page, text) {
  return page.locator(".quick-input-list .monaco-list-row.focused", { hasText: text }).first();
}

/**
 * Right after a reload the first key strokes go nowhere: there is no keybinding service yet.
 *
 * @param {Page} page
 * @param {string} keys
 */
async function openQuickInput(page, keys) {
  await retry(5, async () => {
    await page.keyboard.press(keys);
    await page.locator(".quick-input-widget:visible input").first().waitFor({ timeout: 3_000 });
  });
}

/**
 * @param {number} times
 * @param {() => Promise<void>} work
 */
async function retry(times, work) {
  for (let left = times - 1; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/**
 * @param {Page} page
 * @param {{ keys: string }} options `keys`: one stroke such as `Control+Period`, or several with blanks between them
 */
export async function press(page, { keys }) {
  for (const stroke of keys.split(" ")) await page.keyboard.press(stroke);
}

/**
 * @param {Page} page
 * @param {{ text: string }} options
 */
export async function type(page, { text }) {
  await page.keyboard.type(text);
}

/**
 * Waits for underlined text in the active editor and says how many underlines there are. A line that is scrolled out of
 * sight has none.
 *
 * @param {Page} page
 * @param {{ severity?: Severity }} [options] any severity unless one is given
 * @returns {Promise<number>}
 */
export async function waitForSquiggles(page, { severity } = {}) {
  const selector = (severity ? [severity] : ["error", "warning", "info", "hint"])
    .map((each) => `${activeGroup} .squiggly-${each}`)
    .join(", ");
  await page.waitForSelector(selector, { state: "attached", timeout: 30_000 });
  return page.locator(selector).count();
}

/**
 * Puts the cursor on a text in the active editor.
 *
 * @param {Page} page
 * @param {Place} place
 *
 * @typedef {{ text: string, occurrence?: number }} Place a visible text in the editor; the first occurrence is 0
 */
export async function clickText(page, place) {
  const { x, y } = await findText(page, place);
  await page.mouse.click(x, y);
}

/**
 * Points at a text in the active editor and returns what the hover says.
 *
 * @param {Page} page
 * @param {Place} place
 * @returns {Promise<string>}
 */
export async function hoverText(page, place) {
  const hover = page.locator(".monaco-resizable-hover:visible .monaco-hover-content").first();
  // Nothing appears where there is nothing to say, and an extension that is still starting has nothing to say yet.
  await retry(5, async () => {
    const { x, y } = await findText(page, place);
    await page.mouse.move(x - 40, y + 200);
    await page.mouse.move(x, y, { steps: 5 });
    await hover.waitFor({ timeout: 3_000 });
  });
  await hover.filter({ hasText: "Loading..." }).waitFor({ state: "hidden", timeout: patience });
  return shownText(hover);
}

/**
 * Opens the quick fix menu on a text of the active editor and returns the titles in it.
 *
 * @param {Page} page
 * @param {Place} place
 * @returns {Promise<string[]>}
 */
export async function openQuickFix(page, place) {
  const rows = page.locator(".action-widget .monaco-list-row.action");
  // "No quick fixes available" is said once and not corrected when they come.
  await retry(3, async () => {
    await clickText(page, place);
    await page.keyboard.press("Control+Period");
    await rows.first().waitFor({ timeout: 5_000 });
  });
  return rows.allInnerTexts();
}

/**
 * Takes an entry of the open quick fix menu.
 *
 * @param {Page} page
 * @param {{ title: string }} options
 */
export async function applyQuickFix(page, { title }) {
  await page
    .locator(".action-widget .monaco-list-row.action", { hasText: title })
    .first()
    .click({ timeout: patience });
}

/**
 * Shows the problems panel and returns its rows.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function showProblems(page) {
  const panel = page.locator(".markers-panel");
  if (!(await panel.first().isVisible())) await page.keyboard.press("Control+Shift+M");
  await panel.first().waitFor({ timeout: patience });
  return texts(page, { selector: ".markers-panel .monaco-list-row" });
}

/**
 * Opens a view container by the title of its icon in the activity bar.
 *
 * @param {Page} page
 * @param {{ title: string }} options
 */
export async function openView(page, { title }) {
  const icon = page.locator(`.activitybar .action-item:has([aria-label^="${title}"])`).first();
  if ((await icon.getAttribute("class"))?.includes("checked")) return;
  await icon.click({ timeout: patience });
}

/**
 * Clicks a row of a tree (explorer, problems, a view of the extension) by its text.
 *
 * @param {Page} page
 * @param {{ text: string, within?: string }} options `within`: a selector of the part of the window to look in
 */
export async function clickTreeItem(page, { text, within = ".part" }) {
  await page.locator(`${within} .monaco-list-row`, { hasText: text }).first().click({ timeout: patience });
}

/**
 * @param {Page} page
 * @param {{ selector: string, text?: string }} options `text`: only elements that contain it
 */
export async function click(page, { selector, text }) {
  await locate(page, selector, text).click({ timeout: patience });
}

/**
 * @param {Page} page
 * @param {{ selector: string, text?: string }} options
 */
export async function waitFor(page, { selector, text }) {
  await locate(page, selector, text).waitFor({ timeout: patience });
}

/**
 * The texts of all visible elements that match now.
 *
 * @param {Page} page
 * @param {{ selector: string }} options
 * @returns {Promise<string[]>}
 */
export async function texts(page, { selector }) {
  return page.locator(`${selector} >> visible=true`).allInnerTexts();
}

/**
 * The text that the active editor shows, line by line, as far as it is in sight.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function editorLines(page) {
  return page.evaluate((/** @type {string} */ editor) => {
    // The lines are positioned absolutely and not in the order of the document.
    const lines = [...document.querySelectorAll(`${editor} .view-line`)];
    const top = (/** @type {Element} */ line) => line.getBoundingClientRect().top;
    lines.sort((one, other) => top(one) - top(other));
    return lines.map((line) => (line.textContent ?? "").replaceAll("\u00a0", " "));
  }, activeGroup);
}

/**
 * The text inside a webview, which is a frame in a frame.
 *
 * @param {Page} page
 * @returns {Promise<string>} the text of the first one that has any
 */
export async function webviewText(page) {
  return shownText(await webviewBody(page));
}

/**
 * Clicks something inside a webview.
 *
 * @param {Page} page
 * @param {{ selector: string, text?: string }} options
 */
export async function clickInWebview(page, { selector, text }) {
  const body = await webviewBody(page);
  await body
    .locator(selector, text === undefined ? {} : { hasText: text })
    .first()
    .click({ timeout: patience });
}

/** @param {Page} page */
async function webviewBody(page) {
  const body = page
    .frameLocator("iframe.webview.ready")
    .first()
    .frameLocator("iframe")
    .first()
    .locator("body");
  await body.waitFor({ timeout: patience });
  return body;
}

/**
 * Opens the list of notifications behind the bell and returns their texts. (While tests run they do not pop up.)
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function showNotifications(page) {
  const center = page.locator(".notifications-center.visible");
  if (!(await center.isVisible())) await runCommand(page, { title: "Notifications: Show Notifications" });
  await center.waitFor({ timeout: patience });
  return texts(page, { selector: ".notifications-center .notification-list-item-message" });
}

/**
 * Waits until nothing moves any more, for a picture: menus fade in, and the caret blinks.
 *
 * @param {Page} page
 */
export async function settle(page) {
  await page.addStyleTag({
    content: ".monaco-editor .cursors-layer > .cursor { visibility: hidden !important; }",
  });
  await page.evaluate(async () => {
    const finite = document
      .getAnimations()
      .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(finite.map((each) => each.finished));
  });
  await page.waitForTimeout(300);
}

/**
 * Closes what floats over the editor: hovers, menus, notifications.
 *
 * @param {Page} page
 */
export async function dismiss(page) {
  await page.mouse.move(1, 1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
}

/**
 * @param {Page} page
 * @param {string} selector
 * @param {string | undefined} text
 */
function locate(page, selector, text) {
  return page
    .locator(`${selector} >> visible=true`)
    .filter(text === undefined ? {} : { hasText: text })
    .first();
}

/**
 * The text as it is laid out: the DOM alone has no line breaks.
 *
 * @param {any} locator of one element
 * @returns {Promise<string>}
 */
async function shownText(locator) {
  return (await locator.allInnerTexts()).join("\n");
}

/**
 * The middle of a text on the screen. Highlighting splits a line into one element per token, so the text is searched
 * for in whole lines and measured as a range over their text nodes.
 *
 * @param {Page} page
 * @param {Place} place
 * @returns {Promise<{ x: number, y: number }>}
 */
async function findText(page, { text, occurrence = 0 }) {
  const options = { text, occurrence, editor: activeGroup };
  try {
    const found = await page.waitForFunction(locateText, options, { timeout: patience, polling: 100 });
    return await found.jsonValue();
  } catch {
    throw new Error(`"${text}" is not in sight. The editor shows:\n${(await editorLines(page)).join("\n")}`);
  }
}

/**
 * Runs in the page.
 *
 * @param {{ text: string, occurrence: number, editor: string }} options
 */
function locateText({ text, occurrence, editor }) {
  const lines = [...document.querySelectorAll(`${editor} .view-line`)];
  const top = (/** @type {Element} */ line) => line.getBoundingClientRect().top;
  lines.sort((one, other) => top(one) - top(other));
  let left = occurrence;
  for (const line of lines) {
    const content = (line.textContent ?? "").replaceAll("\u00a0", " ");
    for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
      if (left-- > 0) continue;
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let before = 0;
      let hasStart = false;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = node.textContent?.length ?? 0;
        if (!hasStart && at < before + length) {
          range.setStart(node, at - before);
          hasStart = true;
        }
        if (hasStart && at + text.length <= before + length) {
          range.setEnd(node, at + text.length - before);
          break;
        }
        before += length;
      }
      const box = range.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    }
  }
  return undefined;
}

/**
 * Agrees to everything that the refactor preview shows. Changes that need a confirmation are not ticked at first.
 *
 * @param {Page} page
 */
export async function applyRefactoring(page) {
  const panel = page.locator(".bulk-edit-panel");
  await panel.first().waitFor({ timeout: patience });
  const box = panel.locator(".edit-checkbox").first();
  await box.waitFor({ timeout: patience });
  if (!(await box.isChecked())) await box.click();
  await panel.locator(".monaco-button", { hasText: "Apply" }).click({ timeout: patience });
}
