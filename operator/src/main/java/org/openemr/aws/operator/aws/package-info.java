/** How AWS is called, and where the parts of a deployment are found. */
package org.openemr.aws.operator.aws;
