// Looks at a page in headless Chromium at two widths, in light and dark: everything fits, nothing is fetched, the filter filters.
import {readFileSync} from 'node:fs';
import chromium from '@sparticuz/chromium';
import puppeteer from 'puppeteer-core';

const [page, shots] = process.argv.slice(2);
const html = readFileSync(page, 'utf8');
const problems = [];
const check = (holds, problem) => holds || problems.push(problem);

const browser = await puppeteer.launch({args: chromium.args, executablePath: await chromium.executablePath(), headless: 'shell'});
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
      if (script) {
        await tab.type('#filter input', 'exhausted');
        const left = await tab.evaluate(() => document.querySelectorAll('#rows tr:not([hidden])').length);
        check(left > 0 && left < seen.rows, `${where}: the filter leaves ${left} of ${seen.rows} rows`);
      }
      await tab.screenshot({path: `${shots}/report-${width}-${scheme}.png`});
      await tab.close();
    }
  }
}
await browser.close();
problems.forEach(problem => console.error(problem));
console.log(`${page}: ${problems.length} problems; screenshots in ${shots}`);
process.exit(problems.length ? 1 : 0);
