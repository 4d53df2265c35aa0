/** What every stack shares: the deployment's names and tags, the base of a stack, removal rules and accepted findings. */
package org.openemr.aws.contracts;
