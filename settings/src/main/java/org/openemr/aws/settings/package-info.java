/** How configuration keys are declared, read from the CDK context, checked and reported. */
package org.openemr.aws.settings;
