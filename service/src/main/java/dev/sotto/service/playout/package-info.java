/** When decoded speech that comes live is played. The page's {@code playout.js} says the same. */
package dev.sotto.service.playout;
