/** Ten thousand failures in a minute, in virtual time: the function's own code against a model of RunTask's quota. */
package io.github.ecstaskretry.testkit.storm;
