/** The failure catalogue, read from YAML. */
@NullMarked
package io.github.ecstaskretry.format.catalogue;

import org.jspecify.annotations.NullMarked;
