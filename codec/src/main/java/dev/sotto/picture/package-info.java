/** Beside the book: pictures for people who would rather look than read. */
package dev.sotto.picture;
