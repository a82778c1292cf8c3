// Looks at a page in headless Chromium at two widths, in light and dark: everything fits and can be read, nothing is fetched, the
// filter filters by what is seen.
import {readFileSync} from 'node:fs';
import chromium from '@sparticuz/chromium';
import puppeteer from 'puppeteer-core';

const [page, shots] = process.argv.slice(2);
const html = readFileSync(page, 'utf8');
const problems = [];
const check = (holds, problem) => holds || problems.push(problem);

// The browser that comes as a package is for Linux on x86-64; elsewhere CHROME_PATH names one.
const own = process.env.CHROME_PATH;
const browser = await puppeteer.launch(
  own ? {executablePath: own} : {args: chromium.args, executablePath: await chromium.executablePath(), headless: 'shell'});
// The texts whose colour is nearer to what is behind them than WCAG 2.2 allows, 1.4.3: 4.5 to 1.
const faint = () => {
  const numbers = colour => colour.match(/[\d.]+/g).map(Number);
  const light = colour => numbers(colour).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = element => {
    const colour = getComputedStyle(element).backgroundColor;
    return numbers(colour)[3] === 0 && element.parentElement ? behind(element.parentElement) : colour;
  };
  return [...document.querySelectorAll('main *')]
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .filter(element => element.getClientRects().length && !element.closest('title, pattern'))
    .filter(element => {
      const style = getComputedStyle(element);
      const [one, other] = [light(element.closest('svg') ? style.fill : style.color), light(behind(element))].sort((a, b) => b - a);
      return (one + 0.05) / (other + 0.05) < 4.5;
    })
    .map(element => element.textContent.slice(0, 30));
};

for (const width of [1280, 400]) {
  for (const scheme of ['light', 'dark']) {
    for (const script of [true, false]) {
      const where = `${width} pixels, ${scheme}, ${script ? 'with' : 'without'} script`;
      const tab = await browser.newPage();
      await tab.setViewport({width, height: 900});
      await tab.setJavaScriptEnabled(script);
      await tab.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
      tab.on('request', request => check(request.url().startsWith('about:'), `${where}: fetches ${request.url()}`));
      tab.on('pageerror', error => check(false, `${where}: ${error}`));
      await tab.setContent(html);
      const seen = await tab.evaluate(() => ({
        wide: document.documentElement.scrollWidth - innerWidth,
        bars: document.querySelectorAll('#rows svg rect').length,
        rows: document.querySelectorAll('#rows tr').length,
        filter: document.querySelector('#filter').getClientRects().length,
        nameless: [...document.querySelectorAll('#rows svg, [role=region]')]
          .filter(element => !element.ariaLabel && !element.getAttribute('aria-labelledby')).length,
      }));
      check(seen.wide <= 0, `${where}: the page is ${seen.wide} pixels too wide`);
      check(seen.rows > 1 && seen.bars > seen.rows, `${where}: ${seen.rows} rows with ${seen.bars} attempts`);
      check(seen.nameless === 0, `${where}: ${seen.nameless} parts have no name for a screen reader`);
      check((seen.filter > 0) === script, `${where}: the filter is ${seen.filter > 0 ? 'shown' : 'hidden'}`);
      const unreadable = await tab.evaluate(faint);
      check(unreadable.length === 0, `${where}: hard to read: ${unreadable.join(' | ')}`);
      if (script) await tab.screenshot({path: `${shots}/report-${width}-${scheme}.png`, fullPage: true});
      await tab.focus('#rows summary');
      await tab.keyboard.press('Enter');
      const opened = await tab.evaluate(() => document.querySelectorAll('#rows details[open] li').length);
      check(opened > 1, `${where}: the keyboard opens ${opened} lines of an attempt list`);
      if (script) {
        await tab.type('#filter input', 'waited');
        const unseen = await tab.evaluate(() => document.querySelectorAll('#rows tr:not([hidden])').length);
        check(unseen === 0, `${where}: the filter finds what is not seen in ${unseen} rows`);
        await tab.evaluate(() => document.querySelector('#filter input').value = '');
        await tab.type('#filter input', 'exhausted');
        const left = await tab.evaluate(() => document.querySelectorAll('#rows tr:not([hidden])').length);
        check(left > 0 && left < seen.rows, `${where}: the filter leaves ${left} of ${seen.rows} rows`);
      }
      await tab.close();
    }
  }
}
await browser.close();
problems.forEach(problem => console.error(problem));
console.log(`${page}: ${problems.length} problems; screenshots in ${shots}`);
process.exit(problems.length ? 1 : 0);
