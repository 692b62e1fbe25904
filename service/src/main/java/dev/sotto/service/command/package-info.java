/**
 * The last chapter: what the launcher offers of all this. Options that several commands take are mixins, so that they
 * have one name and one meaning everywhere.
 */
package dev.sotto.service.command;
