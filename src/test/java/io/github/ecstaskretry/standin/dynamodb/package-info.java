/** DynamoDB Local, AWS's own engine in memory, with the table of the template. */
@NullMarked
package io.github.ecstaskretry.standin.dynamodb;

import org.jspecify.annotations.NullMarked;
