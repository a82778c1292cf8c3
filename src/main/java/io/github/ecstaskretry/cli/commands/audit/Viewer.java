package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.text.Terminal;
import java.time.Instant;

/**
 * Who looks at an answer.
 *
 * @param terminal where
 * @param moments in which zone
 * @param now when
 */
record Viewer(Terminal terminal, Moments moments, Instant now) {}
