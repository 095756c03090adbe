/** The tests in a browser are one file for Jest: a browser takes longer to start than most of them. */
import "./inBrowser/statusPage.js";
import "./inBrowser/statusPageEvents.js";
import "./inBrowser/chatSample.js";
