/** The table's item format: how an attempt is written to DynamoDB and read back. */
@NullMarked
package io.github.ecstaskretry.store;

import org.jspecify.annotations.NullMarked;
