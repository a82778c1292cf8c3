// Looks at reports in headless Chromium at two widths, in light and dark: everything fits and can be read, nothing is fetched, the
// keyboard reaches everything, the filters filter by what is seen.
import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import chromium from '@sparticuz/chromium';
import puppeteer from 'puppeteer-core';

const [shots, ...pages] = process.argv.slice(2);
const problems = [];
const check = (holds, problem) => holds || problems.push(problem);

// The browser that comes as a package is for Linux on x86-64; elsewhere CHROME_PATH names one.
const own = process.env.CHROME_PATH;
const browser = await puppeteer.launch(
  own ? {executablePath: own} : {args: chromium.args, executablePath: await chromium.executablePath(), headless: 'shell'});

// What a script sees of a page.
const look = () => {
  const shown = element => element.checkVisibility({checkVisibilityCSS: true}) && !element.closest('.gone, title');
  const all = [...document.querySelectorAll('main *')].filter(shown);
  const named = element => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent.trim().slice(0, 30)}`;
  const numbers = colour => colour.match(/[\d.]+/g).map(Number);
  const light = colour => numbers(colour).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = element => {
    const colour = getComputedStyle(element).backgroundColor;
    return numbers(colour)[3] === 0 && element.parentElement ? behind(element.parentElement) : colour;
  };
  const contrast = (one, other) => {
    const [more, less] = [light(one), light(other)].sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
  };
  const hasText = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  return {
    wide: document.documentElement.scrollWidth - innerWidth,
    outside: all.filter(element => !element.closest('.days') && element.getBoundingClientRect().right > innerWidth + 1).map(named),
    cut: all.filter(element => hasText(element) && getComputedStyle(element).fontSize !== '0px'
      && getComputedStyle(element).overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1).map(named),
    // WCAG 2.2, 1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1 for what carries a meaning.
    faint: all.filter(element => hasText(element) && contrast(getComputedStyle(element).color, behind(element)) < 4.5).map(named),
    faintMarks: all.filter(element => element.matches('.stack i, .chart i, .swatch, .attempt')
      && contrast(getComputedStyle(element).backgroundColor, behind(element.parentElement)) < 3).map(named),
    nameless: all.filter(element => element.matches('[role=img], [role=region], section')
      && !element.ariaLabel && !element.getAttribute('aria-labelledby')).map(named),
    jobs: document.querySelectorAll('.job').length,
    filter: all.some(element => element.id === 'filter'),
  };
};
const visibleJobs = () => [...document.querySelectorAll('.job')].filter(job => job.checkVisibility()).length;

for (const page of pages) {
  const html = readFileSync(page, 'utf8');
  const name = basename(page, '.html');
  for (const [width, scheme, script] of [[1280, 'light', true], [1280, 'dark', false], [400, 'dark', true], [400, 'light', false]]) {
    const where = `${name}, ${width} pixels, ${scheme}, ${script ? 'with' : 'without'} script`;
    const tab = await browser.newPage();
    await tab.setViewport({width, height: 900});
    await tab.setJavaScriptEnabled(script);
    await tab.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
    tab.on('request', request => check(request.url().startsWith('about:'), `${where}: fetches ${request.url()}`));
    tab.on('pageerror', error => check(false, `${where}: ${error}`));
    await tab.setContent(html);
    const seen = await tab.evaluate(look);
    check(seen.wide <= 0, `${where}: the page is ${seen.wide} pixels too wide`);
    for (const fault of ['outside', 'cut', 'faint', 'faintMarks', 'nameless']) {
      check(seen[fault].length === 0, `${where}: ${fault}: ${seen[fault].slice(0, 3).join(' | ')}`);
    }
    check(seen.filter === (script && seen.jobs > 0), `${where}: the filter is ${seen.filter ? 'shown' : 'hidden'}`);
    await tab.screenshot({path: `${shots}/${name}-${width}-${scheme}.png`});
    if (seen.jobs > 0) {
      await tab.focus('.job summary');
      await tab.keyboard.press('Enter');
      const opened = await tab.evaluate(() => document.querySelectorAll('.job details[open] li').length);
      check(opened > 0, `${where}: the keyboard opens ${opened} lines of an attempt list`);
      await tab.focus('#only-all');
      await tab.keyboard.press('ArrowRight');
      const [only, left] = await tab.evaluate(
        `[document.querySelector('[name=only]:checked').id.slice(5), [...document.querySelectorAll('.job')].filter(job => job.checkVisibility()).map(job => job.classList[1])]`);
      check(left.length > 0 && left.every(end => end === only), `${where}: asked for ${only} jobs, shows ${left.length} jobs`);
      await tab.keyboard.press('ArrowLeft');
    }
    if (seen.jobs > 1 && script) {
      for (const [words, finds] of [['in words', false], ['etl', true]]) {
        await tab.evaluate(() => document.querySelector('#filter input').value = '');
        await tab.type('#filter input', words);
        const left = await tab.evaluate(visibleJobs);
        check(finds ? left > 0 && left < seen.jobs : left === 0, `${where}: the filter '${words}' leaves ${left} of ${seen.jobs} jobs`);
      }
    }
    await tab.close();
  }
}
await browser.close();
problems.forEach(problem => console.error(problem));
console.log(`${pages.length} reports: ${problems.length} problems; screenshots in ${shots}`);
process.exit(problems.length ? 1 : 0);
