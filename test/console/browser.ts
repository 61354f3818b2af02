// The browser that the bench measures in, for tests.
export { complaintsOf, startBrowser, type TestBrowser } from '../../bench/console/browser.js'
